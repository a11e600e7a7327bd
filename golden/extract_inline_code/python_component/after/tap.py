from lib.stack import Stack

Stack("stack")
