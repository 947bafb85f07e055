"""Charts of Word: the value, its part and its workbook, its drawing in the line, and how a chart is read again."""
