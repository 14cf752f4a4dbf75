"""One person or household entered twice: who holds a number, what two records say, how they become one."""
