//! Which dimension tells the metrics of a service apart, and which output of a resource is its value.

/// Metrics of one service that each of its resources has.
pub(super) struct Service {
    namespace: &'static str,
    /// Metrics with this dimension alone; those of the account as a whole, and those that need more dimensions, are left
    /// out.
    metrics: &'static [&'static str],
    pub(super) dimension: &'static str,
    pub(super) resources: &'static [&'static str],
    /// The output of the resource that is the dimension's value.
    pub(super) output: &'static str,
}

/// Metrics that exist for the account as a whole, too, and are looked at as that.
pub(super) const OF_THE_ACCOUNT: [&str; 1] = ["ConcurrentExecutions"];

const SERVICES: &[Service] = &[
    Service {
        namespace: "AWS/Lambda",
        metrics: &[
            "ConcurrentExecutions",
            "DeadLetterErrors",
            "Duration",
            "Errors",
            "Invocations",
            "IteratorAge",
            "Throttles",
        ],
        dimension: "FunctionName",
        resources: &[
            "aws:lambda/function:Function",
            "aws:lambda/callbackFunction:CallbackFunction",
        ],
        output: "name",
    },
    Service {
        namespace: "AWS/ApiGateway",
        metrics: &[
            "4XXError",
            "5XXError",
            "CacheHitCount",
            "CacheMissCount",
            "Count",
            "IntegrationLatency",
            "Latency",
        ],
        dimension: "ApiName",
        resources: &["aws:apigateway/restApi:RestApi"],
        output: "name",
    },
    Service {
        namespace: "AWS/ApplicationELB",
        metrics: &[
            "ActiveConnectionCount",
            "ConsumedLCUs",
            "HTTPCode_ELB_4XX_Count",
            "HTTPCode_ELB_5XX_Count",
            "HTTPCode_Target_2XX_Count",
            "HTTPCode_Target_3XX_Count",
            "HTTPCode_Target_4XX_Count",
            "HTTPCode_Target_5XX_Count",
            "NewConnectionCount",
            "ProcessedBytes",
            "RejectedConnectionCount",
            "RequestCount",
            "TargetConnectionErrorCount",
            "TargetResponseTime",
        ],
        dimension: "LoadBalancer",
        resources: &[
            "aws:lb/loadBalancer:LoadBalancer",
            "aws:alb/loadBalancer:LoadBalancer",
        ],
        output: "arnSuffix",
    },
    Service {
        namespace: "AWS/SQS",
        metrics: &[
            "ApproximateAgeOfOldestMessage",
            "ApproximateNumberOfMessagesDelayed",
            "ApproximateNumberOfMessagesNotVisible",
            "ApproximateNumberOfMessagesVisible",
            "NumberOfEmptyReceives",
            "NumberOfMessagesDeleted",
            "NumberOfMessagesReceived",
            "NumberOfMessagesSent",
            "SentMessageSize",
        ],
        dimension: "QueueName",
        resources: &["aws:sqs/queue:Queue"],
        output: "name",
    },
    Service {
        namespace: "AWS/SNS",
        metrics: &[
            "NumberOfMessagesPublished",
            "NumberOfNotificationsDelivered",
            "NumberOfNotificationsFailed",
            "PublishSize",
        ],
        dimension: "TopicName",
        resources: &["aws:sns/topic:Topic"],
        output: "name",
    },
    Service {
        namespace: "AWS/DynamoDB",
        metrics: &[
            "ConsumedReadCapacityUnits",
            "ConsumedWriteCapacityUnits",
            "ProvisionedReadCapacityUnits",
            "ProvisionedWriteCapacityUnits",
            "ReadThrottleEvents",
            "WriteThrottleEvents",
        ],
        dimension: "TableName",
        resources: &["aws:dynamodb/table:Table"],
        output: "name",
    },
    Service {
        namespace: "AWS/ECS",
        metrics: &[
            "CPUReservation",
            "CPUUtilization",
            "MemoryReservation",
            "MemoryUtilization",
        ],
        dimension: "ClusterName",
        resources: &["aws:ecs/cluster:Cluster"],
        output: "name",
    },
];

/// The service of a metric that tells its resources apart by one dimension; `None` for any other metric.
pub(super) fn of(namespace: &str, metric: &str) -> Option<&'static Service> {
    SERVICES
        .iter()
        .find(|service| service.namespace == namespace && service.metrics.contains(&metric))
}

impl Service {
    /// Whether the output of a resource is the dimension's value. The id of a function is its name.
    pub(super) fn is_value(&self, token: &str, output: &str) -> bool {
        self.resources.contains(&token)
            && (output == self.output || (self.dimension == "FunctionName" && output == "id"))
    }
}

#[cfg(test)]
mod tests {
    use super::SERVICES;

    #[test]
    fn metrics_are_sorted_and_named_once() {
        for service in SERVICES {
            assert!(
                service.metrics.is_sorted_by(|one, other| one < other),
                "{}",
                service.namespace
            );
        }
    }
}
