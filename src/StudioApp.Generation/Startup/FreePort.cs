using System.Net;
using System.Net.Sockets;

namespace StudioApp.Engine.Startup;

internal static class FreePort
{
    /// <summary>A TCP port of 127.0.0.1 that nobody used a moment ago.</summary>
    public static int Take()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
