"""The schools of a district brought in out of tables: kept between the steps, compared, written, taken back."""
