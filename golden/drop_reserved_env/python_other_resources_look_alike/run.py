import runpy
import subprocess

# There are no images to make.
subprocess.run = lambda *args, **kwargs: None
runpy.run_path("__main__.py")
