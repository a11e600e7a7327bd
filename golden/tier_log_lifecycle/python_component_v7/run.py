from lib.storage import Storage

Storage("shop", "dev")
