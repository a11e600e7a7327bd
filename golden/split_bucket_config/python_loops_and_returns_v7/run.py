import runpy

make_bucket = runpy.run_path("__main__.py")["make_bucket"]
make_bucket("made")
