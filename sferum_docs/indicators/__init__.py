"""Weekly indicators: the sheet that an authority sends is read into figures, questions and what was left out."""
