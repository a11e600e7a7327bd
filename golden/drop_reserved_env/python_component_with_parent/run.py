from tap_stack import TapStack, TapStackArgs

TapStack("tap", TapStackArgs(environment_suffix="test"))
