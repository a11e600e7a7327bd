import vendor

print(vendor.VERSION)
