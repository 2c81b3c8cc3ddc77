using Microsoft.Extensions.Diagnostics.HealthChecks;
using StudioApp.Core.Models;

namespace StudioApp.Web.Host.Health;

internal sealed class ModelCheck(IModelCatalog models) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken ct = default) =>
        await models.FindDefaultAsync(ct) is { } model
            ? HealthCheckResult.Healthy($"{model.Title} on {model.Device}.")
            : HealthCheckResult.Unhealthy("No model can be used. The Models page says why.");
}
