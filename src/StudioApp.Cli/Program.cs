using System.Globalization;
using StudioApp.Cli;
using StudioApp.Cli.Host;

// numbers are read and written the same everywhere: 4.5 is not 45 where the comma is the point
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;

return await new StudioCommandLine(CliConsole.Open()).RunAsync(args, CancellationToken.None);
