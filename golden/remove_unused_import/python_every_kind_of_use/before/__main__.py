import pulumi_aws as aws
from a import A1, A2, A3, A4, A5, A6, A7, A8, A9
from b import B1, B2, B3, B4, B5, B6, B7, B8, B9
from c import C1, C2, C3, C4, C5, C6, C7, C8, C9
from d import D1, D2, D3, D4, D5


@A1
class X(A2, metaclass=A3):
    x: A4 = A5

    @B1.setter
    def f(self, a: A6 = A7, *args: A8, **kw: "A9[B2]") -> "list[B3]":
        with B4 as q, open(B5):
            pass
        try:
            raise B6 from B7
        except (B8, B9) as e:
            del e
        return f"{C1} {C2!r:>{C3}}"


match C4:
    case C5.x:
        pass
    case C6(y=C7):
        pass
g = lambda x=C8: x
h = [C9 for _ in D1 if D2]
assert D3, D4
print(*D5)
aws.s3.Bucket("x")
