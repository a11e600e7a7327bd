from lib.api import Api

Api("api", {"Owner": "shop"})
