from shop import Shop

Shop("shop")
