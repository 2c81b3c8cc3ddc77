using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using StudioApp.Core.Models;
using StudioApp.Engine.Tests.Local;
using StudioApp.TestKit.Hub;

namespace StudioApp.Engine.Tests.Hub;

public sealed class ModelInstallerTests : IAsyncLifetime
{
    private HubStudio _studio = null!;

    private LoopbackHub Hub => _studio.Hub;

    public async Task InitializeAsync() => _studio = await HubStudio.StartAsync();

    public async Task DisposeAsync() => await _studio.DisposeAsync();

    [Fact]
    public async Task Install_Lantern_IsAModelThatRuns()
    {
        var repository = Hub.Add("studio/lantern").WithFolder(Path.Combine(LocalModelFolder.Models, "lantern"));
        var model = await _studio.LookAsync("studio/lantern");
        repository.MoveOn(); // what was looked at is what is downloaded
        repository.OnBranch(model.Commit);

        var end = await _studio.InstallAsync(model, "mine");

        Assert.Equal((ModelInstallState.Done, model.Bytes, model.Files.Count), (end.State, end.Bytes, end.Files));
        var installed = await _studio.Catalog.FindAsync("mine", default);
        Assert.Equal(("Lantern", null), (installed!.Family, installed.Problem));
        Assert.Equal(new ModelSource("studio/lantern", "main", model.Commit), installed.Source);
        Assert.All(_studio.Files, f => Assert.StartsWith("mine/", f));
        Assert.Empty(await _studio.Installer.ListAsync(default));
    }

    [Fact]
    public async Task Install_TellsHowFarItIs_UpToTheLastByte()
    {
        Hub.AddSmall();
        var news = new List<ModelInstall>();
        using var subscription = _studio.Installer.Subscribe(n =>
        {
            lock (news)
                news.Add(n);
        });

        var model = await _studio.LookAsync("studio/small");
        await _studio.InstallAsync(model, "small");

        Assert.Equal(ModelInstallState.Done, news[^1].State);
        Assert.Equal(model.Bytes, news[^1].Bytes);
        Assert.All(news.SkipLast(1), n => Assert.Equal(ModelInstallState.Downloading, n.State));
    }

    [Fact]
    public async Task Install_TheConnectionIsCutHalfWay_GoesOnFromThere()
    {
        Hub.AddSmall();
        Hub.Faults.Cut(TestModels.Graph, 100_000);

        var end = await _studio.InstallAsync(await _studio.LookAsync("studio/small"), "small");

        Assert.Equal(ModelInstallState.Done, end.State);
        Assert.Equal(TestModels.Bytes(TestModels.GraphSize, seed: 2), await File.ReadAllBytesAsync(Path.Combine(_studio.Models, "small", "unet", "model.onnx")));
        var again = Assert.Single(Hub.Seen, r => r.Address.StartsWith(Hub.Delivery, StringComparison.Ordinal) && r.Range.Length > 0);
        Assert.Matches("^bytes=[1-9][0-9]*-$", again.Range);
        Assert.NotEmpty(again.IfRange);
    }

    [Fact]
    public async Task Install_AHubThatCannotSendParts_BeginsAnew()
    {
        Hub.AddSmall();
        var model = await _studio.LookAsync("studio/small");
        Hub.Faults.Cut(TestModels.Graph, 100_000);
        var graphs = 0;
        for (var i = 0; i < 20; i++)
            Hub.Faults.AnswerNext("model.onnx", WithoutParts);

        var end = await _studio.InstallAsync(model, "small");

        Assert.Equal((ModelInstallState.Done, model.Bytes), (end.State, end.Bytes));

        // the redirect as ever; from the delivering address everything, whatever part was asked for
        async Task WithoutParts(HttpContext context)
        {
            var path = context.Request.Path.Value!;
            if (!path.StartsWith("/large/", StringComparison.Ordinal))
            {
                context.Response.Redirect(Hub.Delivery + "/large/studio/small/blob/" + string.Join('/', path.Split('/')[5..]));
                return;
            }

            var (size, seed) = path.Contains("unet", StringComparison.Ordinal) ? (TestModels.GraphSize, 2) : (20_000, path.Contains("text", StringComparison.Ordinal) ? 1 : 4);
            var bytes = TestModels.Bytes(size, seed);
            context.Response.ContentLength = size;
            if (size == TestModels.GraphSize && Interlocked.Increment(ref graphs) == 1)
            {
                await context.Response.Body.WriteAsync(bytes.AsMemory(0, 100_000));
                await context.Response.Body.FlushAsync();
                context.Abort();
                return;
            }

            await context.Response.Body.WriteAsync(bytes);
        }
    }

    [Fact]
    public async Task Install_OneWrongByte_IsFetchedAgain()
    {
        Hub.AddSmall();
        Hub.Faults.DamageNext(TestModels.Graph, times: 1);

        var end = await _studio.InstallAsync(await _studio.LookAsync("studio/small"), "small");

        Assert.Equal(ModelInstallState.Done, end.State);
        Assert.Equal(2, Hub.Seen.Count(r => r.Address == $"{Hub.Delivery}/large/studio/small/blob/{TestModels.Graph}"));
    }

    [Theory]
    [InlineData(TestModels.Graph)]
    [InlineData("scheduler/scheduler_config.json")]
    public async Task Install_WrongTwice_FailsByTheFilesNameAndInstallsNothing(string file)
    {
        Hub.AddSmall();
        var model = await _studio.LookAsync("studio/small");
        Hub.Faults.DamageNext(file, times: 2);

        var end = await _studio.InstallAsync(model, "small");

        Assert.Equal(("hub.file-damaged", file), (end.Error!.Code, end.Error.Arguments[0]));
        Assert.Null(await _studio.Catalog.FindAsync("small", default));
        Assert.Equal(ModelInstallState.Done, (await _studio.ResumeAsync("small")).State);
    }

    [Fact]
    public async Task Install_AskedToWait_WaitsAsLong()
    {
        Hub.AddSmall();
        var model = await _studio.LookAsync("studio/small");
        var waits = new TaskCompletionSource<ModelInstall>();
        using var subscription = _studio.Installer.Subscribe(n => _ = n.WaitsUntil is not null && waits.TrySetResult(n));
        Hub.Faults.AskToWait("model.onnx_data", seconds: 1);
        var watch = Stopwatch.StartNew();

        var end = await _studio.InstallAsync(model, "small");

        Assert.Equal(ModelInstallState.Done, end.State);
        Assert.True(watch.Elapsed >= TimeSpan.FromSeconds(1), $"It waited {watch.Elapsed}.");
        Assert.True(waits.Task.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Install_AskedToWaitForAnHour_TellsThePerson()
    {
        Hub.AddSmall();
        var model = await _studio.LookAsync("studio/small");
        Hub.Faults.AskToWait("model.onnx_data", seconds: 3600);

        var end = await _studio.InstallAsync(model, "small");

        Assert.Equal(("hub.too-many-requests", "3600"), (end.Error!.Code, end.Error.Arguments[0]));
    }

    [Fact]
    public async Task Install_FromAnotherHost_SendsItNoToken()
    {
        Hub.AddSmall();

        await _studio.InstallAsync(await _studio.LookAsync("studio/small", Hub.GoodToken), "small", Hub.GoodToken);

        var delivered = Hub.Seen.Where(r => r.Address.StartsWith(Hub.Delivery, StringComparison.Ordinal)).ToList();
        Assert.Equal(4, delivered.Count);
        Assert.All(delivered, r => Assert.Equal("", r.Authorization));
        Assert.All(Hub.Seen.Except(delivered), r => Assert.Equal($"Bearer {Hub.GoodToken}", r.Authorization));
        Assert.DoesNotContain(_studio.Logged, line => line.Contains(Hub.GoodToken, StringComparison.Ordinal) || line.Contains("Signature", StringComparison.Ordinal));
        Assert.DoesNotContain(_studio.Files, f => File.ReadAllText(Path.Combine(_studio.Models, f)).Contains(Hub.GoodToken, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Install_LicenceNotAccepted_SaysWhereToAcceptIt(bool stranger)
    {
        Hub.AddSmall().Gated();
        var token = stranger ? Hub.StrangersToken : null;
        var model = await _studio.LookAsync("studio/small", token);

        var end = await _studio.InstallAsync(model, "small", token);

        Assert.Equal("hub.licence-not-accepted", end.Error!.Code);
        Assert.Equal(ModelInstallState.Done, (await _studio.ResumeAsync("small", Hub.GoodToken)).State);
    }

    [Fact]
    public async Task Install_NoLongerOnTheHub_SaysTheFile()
    {
        var repository = Hub.AddSmall();
        var model = await _studio.LookAsync("studio/small");
        repository.Without("unet/model.onnx_data");

        Assert.Equal(("hub.file-not-found", "unet/model.onnx_data"), (await _studio.InstallAsync(model, "small")) is { Error: { } e } ? (e.Code, e.Arguments[0]) : default);
    }

    [Fact]
    public async Task Stop_AndGoOnAfterARestart_TakesWhatIsThere()
    {
        Hub.AddSmall();
        var model = await _studio.LookAsync("studio/small");
        await _studio.StartHeldAsync(model, "small", TestModels.Graph, 200_000);
        await _studio.Installer.StopAsync("small", default);
        await _studio.RestartAsync();
        var asked = Hub.Seen.Count;

        var stopped = Assert.Single(await _studio.Installer.ListAsync(default));
        Assert.Equal(asked, Hub.Seen.Count);
        Assert.Equal((ModelInstallState.Stopped, model.Bytes), (stopped.State, stopped.TotalBytes));
        Assert.InRange(stopped.Bytes, 1, model.Bytes - 1);
        Assert.DoesNotContain(_studio.Files, f => f.StartsWith("small/", StringComparison.Ordinal));

        Assert.Equal(ModelInstallState.Done, (await _studio.ResumeAsync("small")).State);

        Assert.Contains(Hub.Seen.Skip(asked), r => r.Range.Length > 0);
        Assert.DoesNotContain(Hub.Seen.Skip(asked), r => r.Address.EndsWith("scheduler_config.json", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheStudioGoesDown_InTheMiddle_LeavesNoHalfModel()
    {
        Hub.AddSmall();
        await _studio.StartHeldAsync(await _studio.LookAsync("studio/small"), "small", TestModels.Graph, 100_000);

        await _studio.RestartAsync();

        Assert.Empty(await _studio.Catalog.ListAsync(default));
        Assert.Equal(ModelInstallState.Done, (await _studio.ResumeAsync("small")).State);
    }

    [Fact]
    public async Task Resume_APartThatWasChangedMeanwhile_IsFetchedAgain()
    {
        Hub.AddSmall();
        await _studio.StartHeldAsync(await _studio.LookAsync("studio/small"), "small", TestModels.Graph, 100_000);
        await _studio.Installer.StopAsync("small", default);
        var part = Path.Combine(_studio.Models, _studio.Files.Single(f => f.EndsWith("unet/model.onnx.part", StringComparison.Ordinal)));
        await File.WriteAllBytesAsync(part, new byte[1000]);

        Assert.Equal(ModelInstallState.Done, (await _studio.ResumeAsync("small")).State);
        Assert.Equal(TestModels.Bytes(TestModels.GraphSize, seed: 2), await File.ReadAllBytesAsync(Path.Combine(_studio.Models, "small", "unet", "model.onnx")));
    }

    [Fact]
    public async Task Discard_LeavesNothing()
    {
        Hub.AddSmall();
        await _studio.StartHeldAsync(await _studio.LookAsync("studio/small"), "small", TestModels.Graph, 100_000);

        Assert.True((await _studio.Installer.DiscardAsync("small", default)).Succeeded);

        Assert.Empty(_studio.Files);
        Assert.Empty(await _studio.Installer.ListAsync(default));
        Assert.Equal("hub.download-unknown", (await _studio.Installer.ResumeAsync("small", null, default)).Error!.Code);
    }

    [Fact]
    public async Task Start_WhatRunsOrStands_IsRefused()
    {
        Hub.AddSmall();
        var other = Hub.AddSmall("studio/other");
        var model = await _studio.LookAsync("studio/small");
        await _studio.StartHeldAsync(model, "small", TestModels.Graph, 100_000);

        Assert.Equal("hub.download-runs", (await _studio.Installer.StartAsync(model, "small", null, default)).Error!.Code);
        await _studio.Installer.StopAsync("small", default);
        Assert.Equal("hub.download-differs", (await _studio.Installer.StartAsync(await _studio.LookAsync(other.Id), "small", null, default)).Error!.Code);
        await _studio.ResumeAsync("small");
        Assert.Equal("hub.name-taken", (await _studio.Installer.StartAsync(model, "SMALL", null, default)).Error!.Code);
    }

    [Fact]
    public async Task Start_AnotherProcessDownloadsItAlready_IsRefused()
    {
        Hub.AddSmall();
        var model = await _studio.LookAsync("studio/small");
        var folder = Directory.CreateDirectory(Path.Combine(_studio.Models, ".downloads", "small")).FullName;
        await using var theirs = new FileStream(Path.Combine(folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

        Assert.Equal("hub.download-runs", (await _studio.Installer.StartAsync(model, "small", null, default)).Error!.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData(".downloads")]
    [InlineData("a/b")]
    [InlineData("nul")]
    [InlineData("trailing.")]
    public async Task Start_ANameThatIsNoFolderName_IsRefused(string name)
    {
        Hub.AddSmall();

        Assert.Equal("hub.name-invalid", (await _studio.Installer.StartAsync(await _studio.LookAsync("studio/small"), name, null, default)).Error!.Code);
    }

    [Fact]
    public async Task Start_APathThatLeavesTheFolder_IsRefusedWhoeverNamesIt()
    {
        Hub.AddSmall();
        var model = await _studio.LookAsync("studio/small");
        var evil = model with { Files = [.. model.Files, model.Files[0] with { Path = "../evil.json" }] };

        Assert.Equal("hub.path-unsafe", (await _studio.Installer.StartAsync(evil, "small", null, default)).Error!.Code);
    }

    [Fact]
    public async Task Resume_APlanThatSomebodyTamperedWith_IsNotFollowed()
    {
        Hub.AddSmall();
        await _studio.StartHeldAsync(await _studio.LookAsync("studio/small"), "small", TestModels.Graph, 100_000);
        await _studio.Installer.StopAsync("small", default);
        var plan = Path.Combine(_studio.Models, ".downloads", "small", "download.json");
        await File.WriteAllTextAsync(plan, (await File.ReadAllTextAsync(plan)).Replace("unet/model.onnx_data", "../../../evil", StringComparison.Ordinal));

        Assert.Equal("hub.download-unknown", (await _studio.Installer.ResumeAsync("small", null, default)).Error!.Code);
    }
}
