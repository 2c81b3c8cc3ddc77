using Microsoft.Extensions.Diagnostics.HealthChecks;
using StudioApp.Media.Ffmpeg;

namespace StudioApp.Web.Host.Health;

internal sealed class EncoderCheck(IFfmpegCheck ffmpeg) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken ct = default) =>
        await ffmpeg.CheckAsync(ct) is { Problem: { } problem }
            ? HealthCheckResult.Unhealthy(problem)
            : HealthCheckResult.Healthy("ffmpeg is there.");
}
