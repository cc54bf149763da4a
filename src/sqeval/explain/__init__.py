"""Rules in words: an indicator, a whole rule set or a problem code, in English and in Chinese.

What a rule set says is said here from the same models that score it, so that the words cannot say
one thing and the figures another.
"""
