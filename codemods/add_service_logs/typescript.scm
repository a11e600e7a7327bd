((new_expression
   constructor: (_) @resource.type
   arguments: (arguments) @resource.arguments) @resource
 (#resource? @resource.type
   "aws:ec2/vpc:Vpc"
   "aws:apigateway/stage:Stage"))
