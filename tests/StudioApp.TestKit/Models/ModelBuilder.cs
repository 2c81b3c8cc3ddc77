using StudioApp.Core.Generations;
using StudioApp.Core.Models;
using StudioApp.Core.Outcomes;

namespace StudioApp.TestKit.Models;

/// <summary>A usable model named lantern; a test names only what it is about.</summary>
public sealed class ModelBuilder
{
    private string _name = "lantern";
    private StudioError? _problem;

    public ModelBuilder Named(string name)
    {
        _name = name;
        return this;
    }

    public ModelBuilder RefusedFor(StudioError problem)
    {
        _problem = problem;
        return this;
    }

    public InstalledModel Build() => new()
    {
        Name = _name,
        Title = "Lantern v0",
        Family = "Lantern",
        Device = "CPU (2 threads)",
        Defaults = new ModelDefaults { Steps = 12, Guidance = 4.5, Aspects = [AspectRatio.Square, AspectRatio.Landscape] },
        Problem = _problem,
    };
}
