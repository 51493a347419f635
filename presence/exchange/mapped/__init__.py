"""Any table of another program: which column is what is found out, or said.

``columns.py`` knows the words of headings, ``order.py`` which of three numbers is the day,
``amounts.py`` lengths and the decimal sign, ``guess.py`` puts all of it together into a ``Mapping``
and ``reading.py`` reads by one.
"""
