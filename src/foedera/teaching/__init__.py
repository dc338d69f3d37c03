"""Teaching: questions of the record and generated ones, the marking of free answers, papers, lessons.

A mark scheme's points are queries on the record, records to be named, or ideas with their wordings; so to mark is to
read an answer, to find in it what the scheme names, and to say on which words and which fact each mark rests.
"""
