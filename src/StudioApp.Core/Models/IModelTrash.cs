using StudioApp.Core.Outcomes;

namespace StudioApp.Core.Models;

/// <summary>Takes models out of the models folder, so that they can be put back until somebody deletes them for good.</summary>
public interface IModelTrash
{
    /// <summary>The latest first.</summary>
    Task<IReadOnlyList<RemovedModel>> ListAsync(CancellationToken ct);

    /// <summary>Moves the model's folder into the trash beside it.</summary>
    Task<Outcome<RemovedModel>> RemoveAsync(string name, CancellationToken ct);

    /// <returns>The model's name.</returns>
    Task<Outcome<string>> RestoreAsync(string id, CancellationToken ct);

    /// <summary>Deletes it for good.</summary>
    /// <returns>The model's name.</returns>
    Task<Outcome<string>> DeleteAsync(string id, CancellationToken ct);
}

/// <param name="Id">Names it in the trash.</param>
public sealed record RemovedModel(string Id, string Name, long Bytes, DateTimeOffset RemovedAt);
