// The engine on an arm64 processor, for the tests in PlatformTests:
//
//     ArmProgram kernels                 every kernel against the scalar reference
//     ArmProgram networks OUTPUT         every network; writes what comes out
//     ArmProgram augment PICTURE OUTPUT  changes of a picture, as in training; writes the pictures
//     ArmProgram FILE ...                models and pictures, as Tools/phone_app_screen.mjs takes them
//
// Exits with 1 where anything is wrong, having printed what.

import CMachine

if Files.isArgument(0, "kernels") {
  Checks.kernels()
} else if Files.isArgument(0, "networks") {
  Checks.networks(output: 1)
} else if Files.isArgument(0, "augment") {
  ScreeningRun.augment(picture: 1, output: 2)
} else {
  ScreeningRun.all()
}
machine_exit(Checks.failures == 0 ? 0 : 1)
