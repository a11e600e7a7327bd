from alarms import Alarms

Alarms("alarms", "arn:aws:sns:eu-west-1:123456789012:operations")
