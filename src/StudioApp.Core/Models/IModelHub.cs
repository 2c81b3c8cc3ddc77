using StudioApp.Core.Outcomes;

namespace StudioApp.Core.Models;

/// <summary>Where models are downloaded from. It is asked when a person asks, never by itself.</summary>
public interface IModelHub
{
    /// <summary>Looks without downloading more than the small text files that say what kind of model it is.</summary>
    /// <param name="token">Goes before the one in the settings.</param>
    Task<Outcome<HubModel>> DescribeAsync(HubAddress address, AccessToken? token, CancellationToken ct);
}
