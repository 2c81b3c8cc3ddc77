using StudioApp.Cli.Generate;
using StudioApp.Core.Models;

namespace StudioApp.Cli.Models;

/// <summary>A model of the hub in a person's words.</summary>
internal static class HubModelText
{
    public static IEnumerable<string> Of(HubModel model)
    {
        yield return $"{model.Address.Repository}, revision {model.Address.Revision} ({model.Commit[..12]})";
        yield return $"  licence: {(model.Licence.Length > 0 ? model.Licence : "its card does not say")}{(model.Gated ? "; to be accepted on the hub's site first" : "")}";
        yield return $"  size: {ProgressText.SizeOf(model.Bytes)} in {model.Files.Count} files; {ProgressText.SizeOf(model.FreeBytes)} are free";
        if (model.LeftOut > 0)
            yield return $"  left out: {model.LeftOut} files for other programs ({ProgressText.SizeOf(model.LeftOutBytes)})";
        foreach (var file in model.Files)
            yield return $"    {file.Path}  {ProgressText.SizeOf(file.Bytes)}";
        yield return model.Problem is { } problem ? $"  cannot be used: {problem.Message}"
            : model.Family.Length > 0 ? $"  family: {model.Family}"
            : "  family: known once it is here";
        if (model.Problem?.Details is { } details && details != model.Problem.Message)
        {
            foreach (var line in details.Split('\n'))
                yield return $"    {line}";
        }
    }
}
