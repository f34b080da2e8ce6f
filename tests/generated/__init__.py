"""Forms made up at random, and the text that an OCR would leave of them.

Nothing here knows how the reader works: a form is drawn first and is the truth, then it is written
down with the irregularities seen in real filings. What the reader gives back is compared cell by cell.
"""
