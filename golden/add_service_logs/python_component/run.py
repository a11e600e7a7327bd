from lib.network import Network

Network("network", "dev", {"Owner": "shop"})
