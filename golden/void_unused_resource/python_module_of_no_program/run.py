import infra

infra.queue("emails")
