from stack import Queues, TapStack

TapStack("tap", "pr12")
Queues("queues")
