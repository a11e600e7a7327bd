from stack import Site

Site("site")
