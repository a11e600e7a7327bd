import pulumi
from render import render

pulumi.export("rendered", render(["one", "two"]))
