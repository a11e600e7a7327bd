import runpy

Store = runpy.run_path("__main__.py")["Store"]
Store("versioned", True)
Store("suspended", False)
