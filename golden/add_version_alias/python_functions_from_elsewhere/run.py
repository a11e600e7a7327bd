from lib import warm

fn = warm.function_of("made", runtime="python3.12", handler="made.handler", role="role")
warm.warm(fn)
