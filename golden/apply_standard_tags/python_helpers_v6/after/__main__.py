from lib.api import Api
from lib.queues import make_queue
from lib.topics import make_topic

make_queue("orders")
make_topic("news")
Api("api", "dev")
