from lib.tap_stack import Queues, TapStack, TapStackArgs

TapStack("tap", TapStackArgs())
Queues("queues", "pr123")
