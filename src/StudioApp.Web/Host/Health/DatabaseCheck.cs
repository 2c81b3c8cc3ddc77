using Microsoft.Extensions.Diagnostics.HealthChecks;
using StudioApp.Core.Generations;

namespace StudioApp.Web.Host.Health;

internal sealed class DatabaseCheck(IGenerationStore generations) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken ct = default)
    {
        var open = await generations.ListOpenAsync(ct);
        return HealthCheckResult.Healthy($"{open.Count} generations wait or run.");
    }
}
