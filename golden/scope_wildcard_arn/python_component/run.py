from lib.worker import Worker

Worker("worker", ["orders", "customers"])
