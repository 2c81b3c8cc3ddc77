using StudioApp.Diffusion.ModelFolders;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines;

internal sealed class PipelineLoader(IEnumerable<IPipelineFamily> families, SessionFactory sessions) : IPipelineLoader
{
    public string Device => sessions.Device.Description;

    public NodePlacement? PlacementOf(ModelFolder folder) => sessions.PlacementOf(folder.Path);

    public async Task<IVideoPipeline> LoadAsync(ModelFolder folder, CancellationToken ct)
    {
        if (folder.Problems is [var problem, ..])
            throw new DiffusionException(DiffusionFault.ModelInvalid, problem.Message) { Where = problem.File, Code = problem.Code, Arguments = problem.Arguments };

        var family = families.First(f => f.Name == folder.Family);
        // opening graphs reads files and optimises: not on the caller's thread
        return await Task.Run(() => family.LoadAsync(folder, ct), ct).ConfigureAwait(false);
    }
}
