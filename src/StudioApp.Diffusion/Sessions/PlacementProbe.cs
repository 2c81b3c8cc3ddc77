using System.Text.Json;
using Microsoft.ML.OnnxRuntime;

namespace StudioApp.Diffusion.Sessions;

/// <summary>Has ONNX Runtime profile a session's first run, and counts in that where its nodes ran. Its file is gone when it is disposed.</summary>
internal sealed class PlacementProbe : IDisposable
{
    private readonly string _provider;
    private readonly Action<NodePlacement> _tell;
    private readonly DirectoryInfo _folder;

    /// <param name="provider">Where the nodes are meant to run.</param>
    /// <param name="tell">Told once, after the first run.</param>
    /// <param name="makeFolder">Makes a new folder for the profile; the system's place for such where it is left out.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public PlacementProbe(string provider, Action<NodePlacement> tell, Func<DirectoryInfo>? makeFolder = null)
    {
        (_provider, _tell) = (provider, tell);
        _folder = makeFolder is null ? Directory.CreateTempSubdirectory("studioapp-profile-") : makeFolder();
    }

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
            _tell(NodePlacement.Read(profile, _provider));
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
