using StudioApp.Core.Models;
using StudioApp.Media.Tests.Support;

namespace StudioApp.Engine.Tests.Hub;

/// <summary>On a disk of one megabyte, where the system lets us make one.</summary>
public sealed class FullDiskInstallTests
{
    [SmallDiskFact]
    public async Task Start_LessRoomThanItNeeds_IsRefusedBeforeTheFirstByte()
    {
        using var disk = new SmallDisk(kilobytes: 300);
        await using var studio = await HubStudio.StartAsync(disk.Path);
        studio.Hub.AddSmall();

        var model = await studio.LookAsync("studio/small");
        var refused = (await studio.Installer.StartAsync(model, "small", null, default)).Error!;

        Assert.Equal("hub.disk-too-small", refused.Code);
        Assert.Equal("0.4 MB", refused.Arguments[0]);
        Assert.Empty(studio.Files);
    }

    [SmallDiskFact]
    public async Task Install_TheDiskFillsUpMeanwhile_FailsAndGoesOnWhenThereIsRoom()
    {
        using var disk = new SmallDisk(kilobytes: 1024);
        await using var studio = await HubStudio.StartAsync(disk.Path);
        studio.Hub.AddSmall();
        var model = await studio.LookAsync("studio/small");
        var held = await studio.StartHeldAsync(model, "small", TestModels.Graph, 100_000);
        var filler = Path.Combine(disk.Path, "somebody-elses");
        Fill(filler);

        held.LetGo();
        var end = await studio.EndOf("small");

        Assert.Equal((ModelInstallState.Failed, "hub.disk-full"), (end.State, end.Error?.Code));
        File.Delete(filler);
        Assert.Equal(ModelInstallState.Done, (await studio.ResumeAsync("small")).State);
    }

    private static void Fill(string path)
    {
        try
        {
            using var file = File.Create(path, bufferSize: 0);
            var block = new byte[4096];
            while (true)
                file.Write(block);
        }
        catch (IOException)
        {
            // full
        }
    }
}
