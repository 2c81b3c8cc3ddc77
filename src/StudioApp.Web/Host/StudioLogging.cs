using System.Globalization;
using Serilog;
using Serilog.Events;

namespace StudioApp.Web.Host;

internal static class StudioLogging
{
    /// <summary>The console for whoever started it, a rolling file in the data folder for whoever looks into it later.</summary>
    public static void AddStudioLogging(this WebApplicationBuilder builder) =>
        builder.Services.AddSerilog(log => log
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft.AspNetCore", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.EntityFrameworkCore", LogEventLevel.Warning)
            .MinimumLevel.Override("Orleans", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.Orleans", LogEventLevel.Warning)
            // only says that an embedded silo runs without the server garbage collector, which is right for it
            .MinimumLevel.Override("Orleans.Runtime.Silo", LogEventLevel.Error)
            // takes the machine's uptime for a stall once at every start
            .MinimumLevel.Override("Orleans.Runtime.Watchdog", LogEventLevel.Error)
            // one machine has no other to compare with, and a model that takes every core is not ill health
            .MinimumLevel.Override("Orleans.Runtime.MembershipService.LocalSiloHealthMonitor", LogEventLevel.Error)
            .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Warning)
            .MinimumLevel.Override("Polly", LogEventLevel.Warning)
            // says at every first start that keys are not encrypted at rest, which is so on purpose: the data folder is the person's own
            .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)
            .ReadFrom.Configuration(builder.Configuration)
            .Enrich.FromLogContext()
            .WriteTo.Console(formatProvider: CultureInfo.InvariantCulture, outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}")
            .WriteTo.File(
                Path.Combine(builder.Configuration.DataFolder(), "logs", "studio-.log"),
                formatProvider: CultureInfo.InvariantCulture,
                rollingInterval: RollingInterval.Day,
                retainedFileCountLimit: 14,
                shared: true));
}
