using System.Text.Json;
using Microsoft.ML.OnnxRuntime;

namespace StudioApp.Diffusion.Sessions;

/// <summary>Has ONNX Runtime profile a session's first run, and counts in that where its nodes ran. Its file is gone when it is disposed.</summary>
/// <param name="provider">Where the nodes are meant to run.</param>
/// <param name="tell">Told once, after the first run.</param>
internal sealed class PlacementProbe(string provider, Action<NodePlacement> tell) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("studioapp-profile-");

    /// <summary>Before the session is opened.</summary>
    public void Prepare(SessionOptions settings)
    {
        // the prefix first: switching it on is what takes it over
        settings.ProfileOutputPathPrefix = Path.Combine(_folder.FullName, "run");
        settings.EnableProfiling = true;
    }

    /// <summary>After the first run.</summary>
    public void Read(InferenceSession session)
    {
        var file = session.EndProfiling();
        try
        {
            using var profile = File.OpenRead(file);
            tell(NodePlacement.Read(profile, provider));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            // a full disk cuts it off; the run itself is good, and only the count is not known
        }
    }

    public void Dispose()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // the system clears its folder for such files
        }
    }
}
