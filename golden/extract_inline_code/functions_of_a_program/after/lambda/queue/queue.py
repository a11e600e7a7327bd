import json

def send(event, context):
    return json.dumps(event)

receive = send