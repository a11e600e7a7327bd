from .tap_stack import TapStack
