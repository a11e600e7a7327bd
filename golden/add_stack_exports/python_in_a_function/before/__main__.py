from lib.tap_stack import TapStack


def main():
    stack = TapStack("tap")
    print(stack.urn)


main()
