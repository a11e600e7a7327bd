((call
   function: (_) @resource.type
   arguments: (argument_list) @resource.arguments) @resource
 (#resource? @resource.type
   "aws:appautoscaling/target:Target"
   "aws:appautoscaling/policy:Policy"
   "aws:appautoscaling/scheduledAction:ScheduledAction"))
