import pulumi

from lib.jobs import Jobs
from lib.network import Network

network = Network("network")

Jobs("jobs", network.group.id, subnet_ids=[subnet.id for subnet in network.subnets])
Jobs("more-jobs", network.group.id, subnet_ids=[network.last.id])
