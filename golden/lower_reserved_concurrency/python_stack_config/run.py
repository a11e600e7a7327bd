import runpy

import cancellation

runpy.run_path("__main__.py")
