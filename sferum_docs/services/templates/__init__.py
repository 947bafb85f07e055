"""Templates of a school: versions, reports, samples."""
