((call
   function: (_) @resource.type
   arguments: (argument_list) @resource.arguments) @resource
 (#resource? @resource.type "aws:ec2/vpcEndpoint:VpcEndpoint"))
