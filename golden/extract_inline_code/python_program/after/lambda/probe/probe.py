def handler(event, context):
    return {"name": "{}"}
