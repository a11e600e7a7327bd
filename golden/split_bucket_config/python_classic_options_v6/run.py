import runpy

import pulumi

store = runpy.run_path("__main__.py")["store"]
store("store", pulumi.ResourceOptions(protect=True, ignore_changes=["tags"]))
